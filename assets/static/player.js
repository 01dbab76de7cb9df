// <glos-player>: the browser's own audio control, made more of.
