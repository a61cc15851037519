package io.maillog.cli;

import io.maillog.MailLog;
import picocli.CommandLine.IVersionProvider;

/** The library's version, which is the command's. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"maillog " + MailLog.version()};
  }
}
