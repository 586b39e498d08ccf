package org.dl4jlab.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.testing.engine.Batches;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.SuiteNetworks;
import org.junit.jupiter.api.Test;

/**
 * Where oneDNN has no fast implementation, it takes a plain loop, tens of times slower, and says
 * nothing: no primitive that the suite's networks need may be one, but for those that are listed
 * with their reason.
 */
class ReferenceImplementationTest {

  private static final Pattern REFERENCE = Pattern.compile("(\\w+) \\[.*] ref\\b.*");

  /**
   * Kinds of primitives that may be plain loops. {@code softmax_backward}: without AVX-512 oneDNN
   * has nothing else; the rows of a softmax within a network are short. {@code lstm}: named so, but
   * it computes by matrix products.
   */
  private static final List<String> EXPLAINED =
      List.of("softmax_backward", "lstm", "lstm_backward");

  @Test
  void noneIsUsed() {
    assumeTrue(
        (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx2) == dnnl_cpu_isa_avx2,
        "without AVX2 oneDNN has plain loops for most primitives");
    Set<String> found = new TreeSet<>();
    int calls = 0;
    for (NetworkCase net : SuiteNetworks.all()) {
      Batch batch = Batches.of(net, 5, new Random(1));
      try (OneDnnEngine engine = new OneDnnEngine(net.model(), EngineOptions.defaults())) {
        engine.fit(batch);
        engine.output(batch);
        for (Runnable call : engine.calls().toList()) {
          calls++;
          var reference = REFERENCE.matcher(call.toString());
          if (reference.matches() && !EXPLAINED.contains(reference.group(1))) {
            found.add(reference.group(1) + " in '" + net + "': " + call);
          }
        }
      }
    }
    assertTrue(calls > SuiteNetworks.all().size(), "there are calls");
    assertEquals(Set.of(), found, String.join("\n", found));
  }
}
