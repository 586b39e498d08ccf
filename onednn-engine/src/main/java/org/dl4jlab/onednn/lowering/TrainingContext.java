package org.dl4jlab.onednn.lowering;

import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Program;

/**
 * Where a training plan is made.
 *
 * @param network the network itself, for what DL4J computes
 * @param batch how many samples the network's batch has
 * @param plan of the forward pass
 * @param changes what a step changes in the network besides its parameters: run when forward and
 *     backward pass have succeeded
 * @param random what dropout draws from; seeded before each step
 * @param series the results that are series
 * @param masks those that are heeded, null for batches without any
 * @param memory of recurrent layers, null where series are whole
 */
public record TrainingContext(
    NetworkModel network,
    Program program,
    long batch,
    Plan plan,
    Plan changes,
    Parameters parameters,
    DropoutRandom random,
    SeriesResults series,
    Masks masks,
    RecurrentMemory memory) {

  Arena arena() {
    return plan.arena();
  }
}
