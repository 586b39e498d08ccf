package org.dl4jlab.onednn.lowering;

import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.program.Program;

/**
 * Where a training plan is made.
 *
 * @param plan of the forward pass
 * @param random what dropout draws from; seeded before each step
 */
public record TrainingContext(
    Program program, Plan plan, Parameters parameters, DropoutRandom random) {

  Arena arena() {
    return plan.arena();
  }
}
