package org.dl4jlab.device;

import java.util.Optional;
import org.dl4jlab.engine.Backend;
import org.dl4jlab.engine.BackendCheck;

/** Asks the driver in a build for the GPU; has nothing to say in any other. */
public final class CudaCheck implements BackendCheck {

  @Override
  public Optional<String> obstacle() {
    return Backend.onGpu() && !Devices.support().usable()
        ? Optional.of(Devices.support().line())
        : Optional.empty();
  }
}
