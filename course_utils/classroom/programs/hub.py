"""The hub of a class: JupyterHub, sooner there. `serve.py` starts it."""

from course_utils.lab import sooner

if __name__ == "__main__":
    with sooner():
        from jupyterhub.app import main

    main()
