package io.maillog.cli;

import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a server has a message that no user sent as such. */
enum Pass {
  /** It took a message again: a content filter handed it back, or an operator requeued it. */
  SECOND_PASS,
  /** A queue of submissions handed a message on to the server itself. */
  SUBMISSION,
  /** A notification. */
  NOTIFICATION,
  /** What a forward made of a message. */
  FORWARD,
  /** What was made of a message for some of its recipients. */
  CLONE;

  private static final String WITH_A_SUBMISSION_QUEUE = "sendmail";

  private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in JSON: lower case, with hyphens. */
  String key() {
    return key;
  }

  /**
   * Why it is no user's message, whether it went through a filter or not; {@code null} if it is.
   */
  static @Nullable Pass of(MessageTrace t) {
    Pass pass = null;
    for (Link link : t.links()) {
      switch (link.type()) {
        case NOTIFICATION_OF -> {
          return NOTIFICATION;
        }
        case FORWARDED_FROM -> pass = FORWARD;
        case CLONE_OF -> pass = pass == null ? CLONE : pass;
        default -> {
          // It may be anybody's.
        }
      }
    }
    return pass;
  }

  /** What the passes are that follow a message. */
  static Pass after(MessageTrace t) {
    boolean local = t.client() == null && t.dialect().equals(WITH_A_SUBMISSION_QUEUE);
    return local ? SUBMISSION : SECOND_PASS;
  }

  /** The first other message of such a link; {@code null} if there is none. */
  static @Nullable Link link(MessageTrace t, Link.Type type) {
    for (Link link : t.links()) {
      if (link.type() == type) {
        return link;
      }
    }
    return null;
  }
}
