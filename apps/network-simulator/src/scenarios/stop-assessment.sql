-- Whoever decides writes here before it answers; readers are not kept waiting.
lock table decisions in exclusive mode
