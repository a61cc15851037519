package io.maillog.cli;

import java.util.List;

/**
 * A place where a mail server's log usually is.
 *
 * @param path from the root; with a slash at its end if it is a directory
 * @param servers whose log is there, as the dialects are named
 * @param systems where it is so
 * @param shared whether other programs log there too, so that it is read only where there is no log
 *     of mail alone
 * @param source who says so
 */
record LogPlace(String path, List<String> servers, String systems, boolean shared, String source) {
  private static final List<String> SYSLOG = List.of("postfix", "sendmail", "opensmtpd");
  private static final List<String> POSTFIX = List.of("postfix");
  private static final List<String> EXIM = List.of("exim");

  /**
   * All that are known. Servers that log through syslog leave the place to the system's own
   * configuration; Exim has it compiled in. Not here are the parts of a log that Debian's and
   * SUSE's configurations write once more by their level, such as {@code mail.err}.
   */
  static final List<LogPlace> ALL =
      List.of(
          mail("/var/log/mail.log", SYSLOG, "Debian, Ubuntu, macOS")
              .by("Debian's rsyslog.conf: mail.* -/var/log/mail.log; macOS' newsyslog.conf"),
          mail("/var/log/maillog", SYSLOG, "RHEL, Fedora, FreeBSD, OpenBSD, NetBSD")
              .by("Fedora's rsyslog.conf; syslog.conf of FreeBSD, OpenBSD and NetBSD: mail.info"),
          mail("/var/log/mail", SYSLOG, "SUSE; as a directory Mageia, docker-mailserver")
              .by(
                  "SUSE's rsyslog.conf: mail.* -/var/log/mail; Mandriva's syslog.conf:"
                      + " /var/log/mail/info; docker-mailserver's compose.yaml: its volume"),
          mail("/var/log/postfix.log", POSTFIX, "Postfix without syslog, as in containers")
              .by("Postfix's MAILLOG_README: postconf maillog_file=/var/log/postfix.log"),
          mail("/var/log/zimbra.log", POSTFIX, "Zimbra")
              .by("Zimbra's rsyslog.conf: mail.* -/var/log/zimbra.log"),
          mail("/var/log/exim4/", EXIM, "Debian, Ubuntu")
              .by("Debian's exim4-base: cron.daily and logrotate.d"),
          mail("/var/log/exim/", EXIM, "RHEL, Fedora, Gentoo, Alpine, FreeBSD")
              .by(
                  "LOG_FILE_PATH in Fedora's exim.spec, Gentoo's ebuild, FreeBSD's mail/exim;"
                      + " images on Alpine"),
          mail("/var/log/exim_mainlog", EXIM, "cPanel")
              .by("LOG_FILE_PATH as Exim's src/EDITME suggests it"),
          mail("/var/spool/exim/log/", EXIM, "Exim, if built as it comes")
              .by("Exim's specification, Where the logs are written"),
          mail("/usr/local/var/spool/exim/log/", EXIM, "Homebrew on Intel")
              .by("Homebrew's exim.rb: var/spool/exim, with its prefix"),
          mail("/opt/homebrew/var/spool/exim/log/", EXIM, "Homebrew on Apple silicon")
              .by("Homebrew's exim.rb: var/spool/exim, with its prefix"),
          shared("/var/log/messages", "Alpine and others with BusyBox")
              .by("BusyBox' syslogd: its file, unless -O gives another"),
          shared("/var/log/syslog", "Debian, Ubuntu")
              .by("Debian's rsyslog.conf: *.*;auth,authpriv.none -/var/log/syslog"));

  private static LogPlace mail(String path, List<String> servers, String systems) {
    return new LogPlace(path, servers, systems, false, "");
  }

  private static LogPlace shared(String path, String systems) {
    return new LogPlace(path, SYSLOG, systems, true, "");
  }

  private LogPlace by(String who) {
    return new LogPlace(path, servers, systems, shared, who);
  }
}
