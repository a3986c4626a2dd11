"""``python -m pipeline``."""

if __name__ == "__main__":
    from pipeline.cli import main

    main()
