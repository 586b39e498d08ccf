package org.dl4jlab.device;

/** Looks at a machine's GPUs. */
@FunctionalInterface
public interface GpuProbe {

  /** The facts of this moment; what goes wrong is one of them. */
  GpuInventory look();
}
