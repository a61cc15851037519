package io.maillog.follow.file;

import io.maillog.follow.FollowNotice;
import io.maillog.follow.FollowNotice.Kind;
import io.maillog.follow.input.LineWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is to be said of a log that is followed: of what goes on, once. */
final class LogNotices {
  private final Path path;
  private final Consumer<? super FollowNotice> notices;
  private @Nullable String trouble;
  private long zerosTold;

  LogNotices(Path path, Consumer<? super FollowNotice> notices) {
    this.path = path;
    this.notices = notices;
  }

  /** Whether it could not be read when somebody looked last. */
  boolean inTrouble() {
    return trouble != null;
  }

  /** Says how many NUL were left out before a line, once that is known. */
  void tellZeros(LineWindow window) {
    if (window.zeros() > zerosTold && window.half() == 0) {
      notice(Kind.SKIPPED, (window.zeros() - zerosTold) + " NUL bytes before a line were left out");
      zerosTold = window.zeros();
    }
  }

  /** It cannot be read for now. */
  void trouble(IOException e) {
    String sentence = Files.isReadable(path) || !Files.exists(path) ? said(e) : "permission denied";
    if (!sentence.equals(trouble)) {
      trouble = sentence;
      notice(Kind.UNREADABLE, sentence);
    }
  }

  static String said(IOException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  /** It was looked at without trouble. */
  void recovered() {
    if (trouble != null) {
      trouble = null;
      notice(Kind.RECOVERED, "can be read again");
    }
  }

  void notice(Kind kind, String sentence) {
    notices.accept(new FollowNotice(kind, path.toString(), sentence));
  }
}
