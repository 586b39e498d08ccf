package org.dl4jlab.engine;

import java.util.Optional;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/** What ND4J computes on in this program. */
public final class Backend {

  private static final String CUDA_BACKEND = "org.nd4j.linalg.jcublas.JCublasBackend";
  private static final ClassLoader LOADER = Backend.class.getClassLoader();

  private Backend() {}

  /** Whether this build computes on a GPU; asks the class path, not the machine. */
  public static boolean onGpu() {
    return ServiceLoader.load(Nd4jBackend.class, LOADER).stream()
        .map(Provider::type)
        .anyMatch(type -> type.getName().equals(CUDA_BACKEND));
  }

  /** Why ND4J cannot compute here, found out before ND4J is touched; empty when it can. */
  public static Optional<String> obstacle() {
    return ServiceLoader.load(BackendCheck.class, LOADER).stream()
        .map(Provider::get)
        .flatMap(check -> check.obstacle().stream())
        .findFirst();
  }

  /** For the person: the library and its version. */
  public static String describe() {
    return "%s %s".formatted(name(), version());
  }

  /** The artifact of the ND4J backend in use. */
  public static String name() {
    return Nd4j.getEnvironment().isCPU() ? "nd4j-native" : "nd4j-cuda-11.6";
  }

  /** The version of Deeplearning4j and ND4J, which are released together. */
  public static String version() {
    String version = Nd4j.class.getPackage().getImplementationVersion();
    return version == null ? "1.0.0-M2.1" : version;
  }
}
