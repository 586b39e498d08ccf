package org.dl4jlab.onednn.lowering;

import java.nio.FloatBuffer;
import org.dl4jlab.onednn.parameters.GraphMemory;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Parameter;
import org.dl4jlab.program.Program;

/**
 * Where an inference plan is made.
 *
 * @param network the network itself, for what DL4J computes
 * @param batch how many samples the network's batch has
 * @param plan of the forward pass
 * @param refresh the plan that is run when the parameters have changed
 * @param parameters the network's whole parameter vector
 * @param series the results that are series
 * @param masks those that are heeded, null for batches without any
 */
public record InferenceContext(
    NetworkModel network,
    Program program,
    long batch,
    Plan plan,
    Plan refresh,
    FloatBuffer parameters,
    SeriesResults series,
    Masks masks) {

  Arena arena() {
    return plan.arena();
  }

  /** Where the network has an array. */
  long address(Parameter array) {
    return GraphMemory.address(parameters, array.offset());
  }
}
