package io.maillog.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where to listen.
 *
 * @param socket the address, which was found
 */
record ListenAddress(InetSocketAddress socket) {
  private static final int LAST_PORT = 65_535;

  static final class Converter implements ITypeConverter<ListenAddress> {
    @Override
    public ListenAddress convert(String text) {
      int colon = text.lastIndexOf(':');
      int port = port(text, text.substring(colon + 1));
      if (colon < 0) {
        return new ListenAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      }
      String host = text.substring(0, colon);
      boolean bracketed = host.startsWith("[") && host.endsWith("]");
      InetSocketAddress address =
          new InetSocketAddress(bracketed ? host.substring(1, host.length() - 1) : host, port);
      if (host.isEmpty() || address.isUnresolved()) {
        throw new TypeConversionException("'" + host + "' is no address of this machine");
      }
      return new ListenAddress(address);
    }

    private static int port(String text, String port) {
      try {
        int number = Integer.parseInt(port);
        if (number >= 1 && number <= LAST_PORT) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below, in our words.
      }
      throw new TypeConversionException(
          "'" + text + "' is no port, or address and port, such as 5514 or [::1]:5514");
    }
  }
}
