package io.maillog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A line flows through the packages in one direction: each uses only those above it.
 *
 * <p>Every rule is also run on {@code io.maillog.flowfixture}, which breaks it.
 */
class PackageFlowTest {
  private static final String ROOT = "io.maillog";
  private static final String FIXTURE = "io.maillog.flowfixture";

  /** From the top of the flow to its end; the empty name is the root package. */
  private static final List<String> FLOW =
      List.of(
          "bytes",
          "framing",
          "header",
          "header.parse",
          "event",
          "grammar",
          "dialect",
          "trace",
          "correlate",
          "ndjson",
          "binary",
          "");

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);

  @Test
  void eachPackageUsesOnlyThoseAboveIt() {
    flow(ROOT).check(CORE);
  }

  @Test
  void upwardUseIsSeen() {
    assertThatThrownBy(() -> flow(FIXTURE).check(BROKEN))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("bytes.PostfixBytes uses")
        .hasMessageContaining("event.Event");
  }

  @Test
  void packageOutsideTheFlowIsSeen() {
    assertThatThrownBy(() -> flow(FIXTURE).check(BROKEN))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("util.Helper is in no package of the flow");
  }

  @Test
  void downwardUseIsAllowed() {
    assertThatThrownBy(() -> flow(FIXTURE).check(BROKEN))
        .isInstanceOf(AssertionError.class)
        .hasMessageNotContaining("event.Event uses");
  }

  @Test
  void noPackageIsADrawer() {
    drawers().check(CORE);
  }

  @Test
  void drawerIsSeen() {
    assertThatThrownBy(() -> drawers().check(BROKEN))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("util.Helper");
  }

  @Test
  void coreNamesNoMailServer() {
    mailServers().check(CORE);
  }

  @Test
  void mailServerIsSeen() {
    assertThatThrownBy(() -> mailServers().check(BROKEN))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("PostfixBytes");
  }

  @Test
  void rulesSeeTheWholeOfCoreAndNoTest() {
    assertThat(CORE)
        .extracting(JavaClass::getPackageName)
        .contains(ROOT + ".bytes")
        .noneMatch(name -> name.startsWith(FIXTURE));
  }

  private static ArchRule flow(String root) {
    return classes().should(new UseOnlyPackagesAbove(root));
  }

  private static ArchRule drawers() {
    return noClasses()
        .should()
        .resideInAnyPackage("..util..", "..common..", "..internal..")
        .because("a package is named after what it knows");
  }

  private static ArchRule mailServers() {
    return noClasses()
        .should()
        .haveNameMatching("(?i).*(postfix|exim|sendmail|opensmtpd).*")
        .because("a mail server is known to its dialect alone");
  }

  private static final class UseOnlyPackagesAbove extends ArchCondition<JavaClass> {
    private final String root;

    UseOnlyPackagesAbove(String root) {
      super("use only the packages above their own in " + FLOW);
      this.root = root;
    }

    @Override
    public void check(JavaClass user, ConditionEvents events) {
      int place = place(user.getPackageName());
      if (place < 0) {
        violate(user, user.getName() + " is in no package of the flow", events);
      }
      for (Dependency use : user.getDirectDependenciesFromSelf()) {
        JavaClass used = use.getTargetClass().getBaseComponentType();
        if (used.getPackageName().startsWith(root) && place(used.getPackageName()) > place) {
          violate(
              user,
              user.getName() + " uses " + used.getName() + ": " + use.getDescription(),
              events);
        }
      }
    }

    private int place(String packageName) {
      if (packageName.equals(root)) {
        return FLOW.indexOf("");
      }
      return packageName.startsWith(root + ".")
          ? FLOW.indexOf(packageName.substring(root.length() + 1))
          : -1;
    }

    private static void violate(JavaClass user, String message, ConditionEvents events) {
      events.add(SimpleConditionEvent.violated(user, message));
    }
  }
}
