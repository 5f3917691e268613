//! Forms, views and problems: what the window and the terminal share.
