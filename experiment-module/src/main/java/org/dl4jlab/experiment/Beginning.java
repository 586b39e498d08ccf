package org.dl4jlab.experiment;

import java.io.IOException;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.method.Keep;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.run.BestModel;
import org.dl4jlab.train.EvaluatedWeights;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Lookahead;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where a training begins.
 *
 * @param history of what an earlier one has done
 * @param average of the parameters that it has reached, null where there is none
 * @param best the best epoch's model so far, null where there is none
 * @param anew whether there was no earlier one
 */
record Beginning(History history, INDArray average, BestModel best, boolean anew) {

  static final Beginning NEW = new Beginning(History.empty(), null, null, true);

  /**
   * Where a run has ended.
   *
   * @param before what it has done
   * @throws org.dl4jlab.UserException when what its method needs is lost
   */
  static Beginning of(TrainedRun<?> run, History before) throws IOException {
    boolean keepsBest = run.options().settings().method().keep() == Keep.BEST;
    INDArray evaluated = run.average() == null ? run.graph().params() : run.average();
    BestModel best = keepsBest ? BestModel.of(run.folder(), before, run.graph(), evaluated) : null;
    return new Beginning(before, run.average(), best, false);
  }

  /** The best epoch's model, null where only the last epoch's is kept. */
  BestModel best(TrainingMethod method) {
    return best == null && method.keep() == Keep.BEST ? new BestModel() : best;
  }

  /**
   * What is validated, tested and kept.
   *
   * @param steps of the whole training
   */
  EvaluatedWeights weights(Engine engine, TrainingMethod method, int steps) {
    if (method.lookahead() != null) {
      return EvaluatedWeights.slow(engine, new Lookahead(method.lookahead(), steps), average);
    }
    return method.average() == null
        ? EvaluatedWeights.ofLastStep(engine)
        : EvaluatedWeights.averaged(engine, method.average(), average);
  }
}
