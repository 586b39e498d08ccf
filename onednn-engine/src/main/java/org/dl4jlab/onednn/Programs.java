package org.dl4jlab.onednn;

import java.util.List;
import java.util.Optional;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Program;
import org.dl4jlab.program.ProgramReader;
import org.dl4jlab.program.Rewrites;
import org.dl4jlab.program.Shifts;

/**
 * A network's program, rewritten for what is done with it.
 *
 * @param dense over arrays
 * @param tokens over numbers of words, null where the network does not begin as it must
 * @param shifts what rests on the values of weights
 */
record Programs(Program dense, Program tokens, Shifts shifts) {

  static Programs of(NetworkModel network) {
    Shifts shifts = Rewrites.fuseShifts(ProgramReader.read(network), network);
    Optional<Program> tokens = Rewrites.overTokens(shifts.program());
    return new Programs(shifts.program(), tokens.orElse(null), shifts);
  }

  /** Whether words can be looked up. */
  boolean lookUp() {
    return tokens != null;
  }

  /**
   * @param outputs the network's
   * @throws IllegalArgumentException when labels would be for nothing
   */
  void requireLosses(List<String> outputs) {
    for (String output : outputs) {
      if (dense.losses().stream().noneMatch(loss -> loss.layer().equals(output))) {
        throw new IllegalArgumentException(
            "'%s' is an output without a loss: nothing trains this network".formatted(output));
      }
    }
  }

  Program training(boolean overTokens) {
    return Rewrites.forTraining(overTokens ? tokens : dense);
  }

  Program inference(boolean overTokens) {
    return Rewrites.forInference(overTokens ? tokens : dense);
  }
}
