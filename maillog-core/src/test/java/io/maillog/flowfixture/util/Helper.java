package io.maillog.flowfixture.util;

/** In a package that is no part of the flow, and a drawer. */
public final class Helper {
  private Helper() {}
}
