package io.maillog.dialect;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class DialectsTest {
  @Test
  void classLoaderThatSeesNoneIsNamed() throws Exception {
    try (URLClassLoader empty = new URLClassLoader("plug-in", new URL[0], null)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> Dialects.load(empty))
          .withMessageContaining("no dialect in class loader ")
          .withMessageContaining(empty.toString());
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> Dialects.load((ClassLoader) null))
        .withMessageContaining("the system class loader");
  }

  @Test
  void moduleLayerThatHasNoneIsNamed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Dialects.load(ModuleLayer.boot()))
        .withMessageContaining("module layer");
  }
}
