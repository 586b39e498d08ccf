package org.dl4jlab.nd4j;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** Which vector instructions of x86-64 the processor executes. */
record VectorInstructions(boolean avx2, boolean fma) {

  private static final int AVX2_LEVEL = 2;

  /**
   * What the JVM has found out by the processor's own instruction for it, on every system; nothing
   * where it does not tell.
   */
  static VectorInstructions ofJvm() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (vm == null) {
      return new VectorInstructions(false, false);
    }
    return new VectorInstructions(
        Integer.parseInt(option(vm, "UseAVX", "0")) >= AVX2_LEVEL,
        Boolean.parseBoolean(option(vm, "UseFMA", "false")));
  }

  /** Only JVMs for x86-64 have these options. */
  private static String option(HotSpotDiagnosticMXBean vm, String name, String otherwise) {
    try {
      return vm.getVMOption(name).getValue();
    } catch (IllegalArgumentException ofAnotherProcessor) {
      return otherwise;
    }
  }
}
