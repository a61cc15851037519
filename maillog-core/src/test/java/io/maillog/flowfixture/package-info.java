/** Breaks every rule that {@code PackageFlowTest} holds: nothing here is used for anything else. */
package io.maillog.flowfixture;
