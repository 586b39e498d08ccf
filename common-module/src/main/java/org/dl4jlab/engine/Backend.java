package org.dl4jlab.engine;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.dl4jlab.LabException;
import org.dl4jlab.device.CudaDriver;
import org.dl4jlab.device.GpuFacts;
import org.dl4jlab.device.GpuVerdict;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * Chooses which of ND4J's native libraries to load. The class path holds one for every level of
 * vector instructions; JavaCPP would take the highest without asking the processor. In a build for
 * the GPU it asks the driver before ND4J does.
 */
public final class Backend {

  private static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";
  private static final String CUDNN = "-cudnn";
  private static final String CUDA_BACKEND = "org.nd4j.linalg.jcublas.JCublasBackend";
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Set<String> AVX512 =
      Set.of("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl");
  private static final Set<String> AVX2 = Set.of("avx2", "fma");

  private Backend() {}

  /** Made at the first question, and true for the life of the process. */
  private static final class Gpus {
    static final GpuFacts FACTS = new CudaDriver().look();
    static final GpuVerdict VERDICT = GpuVerdict.of(FACTS);
  }

  /**
   * Must come before the first use of ND4J.
   *
   * @throws LabException in a build for the GPU, with what is missing where it could not run
   */
  public static void select() {
    choose();
    if (onGpu()) {
      if (!verdict().usable()) {
        throw new LabException(verdict().line());
      }
      start();
    }
  }

  /** At its first use, wherever that is, the same failure would be an error with a long trace. */
  private static void start() {
    try {
      Nd4j.getEnvironment();
    } catch (LinkageError e) {
      throw new LabException(
          "ND4J does not start on the GPU, though it has machine code for it; the lines before this one say why",
          e);
    }
  }

  /** The choice alone, which always succeeds; does nothing once chosen, by us or by the user. */
  public static synchronized void choose() {
    if (System.getProperty(EXTENSION) == null) {
      System.setProperty(
          EXTENSION, onGpu() ? CUDNN : extension(Loader.getPlatform(), vectorInstructions()));
    }
  }

  /** Whether this build computes on a GPU; asks the class path, not the machine. */
  public static boolean onGpu() {
    return ServiceLoader.load(Nd4jBackend.class, Backend.class.getClassLoader()).stream()
        .map(Provider::type)
        .anyMatch(type -> type.getName().equals(CUDA_BACKEND));
  }

  /** What the driver says of this machine's GPUs. */
  public static GpuFacts gpus() {
    return Gpus.FACTS;
  }

  /** Whether ND4J's CUDA libraries would run on this machine. */
  public static GpuVerdict verdict() {
    return Gpus.VERDICT;
  }

  /** The processor's vector instructions that a library of ND4J exists for; empty for others. */
  public static String vectors() {
    String extension = extension(Loader.getPlatform(), vectorInstructions());
    return extension.isEmpty() ? "" : extension.substring(1);
  }

  /** {@code -avx512}, {@code -avx2} or nothing, of the libraries that exist for the platform. */
  static String extension(String platform, Set<String> instructions) {
    if (platform.equals("linux-x86_64") && instructions.containsAll(AVX512)) {
      return "-avx512";
    }
    return platform.endsWith("x86_64") && instructions.containsAll(AVX2) ? "-avx2" : "";
  }

  /** One line for the person: library, instructions, threads. */
  public static String describe() {
    select();
    String extension = System.getProperty(EXTENSION);
    return "%s %s%s, %d threads"
        .formatted(
            name(),
            version(),
            extension.isEmpty() ? "" : " (" + extension.substring(1) + ")",
            Nd4j.getEnvironment().maxThreads());
  }

  /** The artifact of the ND4J backend in use. */
  public static String name() {
    select();
    return Nd4j.getEnvironment().isCPU() ? "nd4j-native" : "nd4j-cuda-11.6";
  }

  /** The version of Deeplearning4j and ND4J, which are released together. */
  public static String version() {
    String version = Nd4j.class.getPackage().getImplementationVersion();
    return version == null ? "1.0.0-M2.1" : version;
  }

  private static Set<String> vectorInstructions() {
    if (Files.isReadable(CPU_INFO)) {
      try (var lines = Files.lines(CPU_INFO)) {
        return lines
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .map(line -> Set.copyOf(Arrays.asList(line.split("\\s+"))))
            .orElse(Set.of());
      } catch (IOException unreadable) {
        return Set.of();
      }
    }
    return Set.copyOf(instructionsOfJvm());
  }

  /** Where the system does not list them, the JVM tells what it compiles for. */
  private static List<String> instructionsOfJvm() {
    try {
      var vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return Integer.parseInt(vm.getVMOption("UseAVX").getValue()) >= 2
          ? List.copyOf(AVX2)
          : List.of();
    } catch (IllegalArgumentException notThisProcessor) {
      return List.of();
    }
  }
}
