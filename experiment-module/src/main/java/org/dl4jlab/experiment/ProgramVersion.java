package org.dl4jlab.experiment;

/** The version of the jar that a class was loaded from. */
public final class ProgramVersion {

  private ProgramVersion() {}

  /** {@code development} where the class is in no jar. */
  public static String of(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
