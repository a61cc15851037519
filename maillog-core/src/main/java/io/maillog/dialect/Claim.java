package io.maillog.dialect;

/** How sure a dialect is that a line is its own. The surest dialect gets the line. */
public enum Claim {
  /** It is another's. */
  NONE,
  /** It may be its own: the name is used by others too. */
  WEAK,
  /** It is its own. */
  STRONG
}
