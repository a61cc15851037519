import io.maillog.MailLog;
import io.maillog.ReadSummary;
import io.maillog.event.EventKind;
import java.nio.file.Path;

/** What there is to read in a directory, and what is not read of it: {@code DIRECTORY}. */
class WhatIsRead {
  public static void main(String[] args) {
    ReadSummary summary = MailLog.builder().files(Path.of(args[0])).recursive(true).build().events(event -> {});
    System.out.println(summary.inputs() + " files, " + summary.lines() + " lines");
    System.out.println(summary.count(EventKind.FOREIGN) + " lines of no mail server");
    summary.errors().forEach(error -> System.out.println(error.kind() + " " + error));
    summary.skipped().forEach(skipped -> System.out.println("skipped " + skipped));
  }
}
