"""The hub of a class: JupyterHub, sooner there. `serve.py` starts it."""

from course_utils.classroom.quick import leave_out

if __name__ == "__main__":
    leave_out()
    from jupyterhub.app import main

    main()
