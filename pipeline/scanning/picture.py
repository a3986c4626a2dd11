"""The picture of a page as the scanning code handles it."""

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
"""Shape (height, width), 0 black, 255 white."""
