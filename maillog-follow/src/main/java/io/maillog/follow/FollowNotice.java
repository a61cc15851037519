package io.maillog.follow;

/**
 * Something that whoever runs a follower may have to know: what cannot be read, was lost, or was
 * skipped. Following goes on. Immutable.
 *
 * @param kind what it is
 * @param input the input that it is about: its path, or its name; empty if it is about none
 * @param sentence what happened, for people, without the input's name
 */
public record FollowNotice(Kind kind, String input, String sentence) {
  /** What a notice is about. */
  public enum Kind {
    /** There is no such file yet, or no process to read from; it is waited for. */
    WAITING,
    /** An input cannot be read, as without the right to; it is tried again. */
    UNREADABLE,
    /** Bytes that were not read are gone: nobody has them any more, as far as can be found. */
    LOST,
    /** A file was written anew in its place, and is read from its beginning. */
    REWRITTEN,
    /** Bytes of no line, such as NUL where a file was emptied under its writer, were left out. */
    SKIPPED,
    /** The checkpoint, or something beside it, cannot be written; it is tried again. */
    NOT_SAVED,
    /** What could not be read, or saved, works again. */
    RECOVERED
  }

  /** The input's name and the sentence. */
  @Override
  public String toString() {
    return input.isEmpty() ? sentence : input + ": " + sentence;
  }
}
