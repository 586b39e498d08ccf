package org.dl4jlab.onednn;

import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;

/** Somebody's own updater and penalty, which may do anything, and which an engine cannot know. */
final class OwnTraining {

  private OwnTraining() {}

  static final class OwnUpdater extends Sgd {
    @Override
    public Sgd clone() {
      return new OwnUpdater();
    }
  }

  static final class OwnPenalty extends L2Regularization {
    OwnPenalty() {
      super(0.1);
    }

    @Override
    public Regularization clone() {
      return new OwnPenalty();
    }
  }
}
