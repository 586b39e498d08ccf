package org.dl4jlab.nd4j;

import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * ND4J's own backend for the processor, behind a check. Where several of its native libraries are
 * on the class path, one for each level of vector instructions, JavaCPP would load the one for the
 * highest without asking the processor, and the process would die of an illegal instruction. ND4J
 * asks its backends by their priority before it loads anything, so whatever a program calls first,
 * the choice is made here.
 *
 * <p>A person who has set {@code org.bytedeco.javacpp.platform.extension} has chosen already.
 */
public final class CheckedCpuBackend extends CpuBackend {

  static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";

  @Override
  public int getPriority() {
    return super.getPriority() + 1;
  }

  @Override
  public boolean isAvailable() {
    if (System.getProperty(EXTENSION) == null) {
      System.setProperty(EXTENSION, extension(Loader.getPlatform(), VectorInstructions.ofJvm()));
      // JavaCPP reads the property at its first use, which another library may have been.
      Loader.loadProperties(true);
    }
    return super.isAvailable();
  }

  /**
   * The variant to load: {@code -avx2}, or nothing for the plain library. That for AVX-512 is never
   * chosen: it computes the same numbers as that for AVX2, and no faster.
   *
   * @param platform as JavaCPP names it, such as {@code linux-x86_64}
   */
  static String extension(String platform, VectorInstructions instructions) {
    return platform.endsWith("-x86_64") && instructions.avx2() && instructions.fma() ? "-avx2" : "";
  }
}
