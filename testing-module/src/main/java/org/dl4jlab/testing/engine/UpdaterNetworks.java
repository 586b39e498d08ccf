package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.SmallNetworks.silent;
import static org.dl4jlab.testing.engine.SmallNetworks.softmaxNetwork;
import static org.dl4jlab.testing.engine.SuiteLayers.adam;
import static org.dl4jlab.testing.engine.SuiteLayers.base;

import java.util.List;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** Small networks, each trained by another of ND4J's updaters. */
final class UpdaterNetworks {

  /**
   * Far above rounding errors, and large enough that its place in a formula, under a root or beside
   * it, is noticed.
   */
  static final double EPSILON = 1e-3;

  private static final ISchedule FALLING =
      new ExponentialSchedule(ScheduleType.ITERATION, 0.05, 0.9);

  private UpdaterNetworks() {}

  /** DL4J's copy of an AdaGrad forgets its schedule, so none is here. */
  static List<NetworkCase> all() {
    return List.of(
        updater("AMSGrad", new AMSGrad(0.02, 0.8, 0.9, EPSILON)),
        updater("AdaDelta", new AdaDelta(0.9, EPSILON)),
        updater("AdaGrad", new AdaGrad(0.05, EPSILON)),
        updater("AdaMax", new AdaMax(0.02, 0.8, 0.9, EPSILON)),
        updater("Nadam", new Nadam(0.02, 0.8, 0.9, EPSILON)),
        updater("Nesterovs", new Nesterovs(0.05, 0.9)),
        updater("NoOp", new NoOp()),
        updater("RmsProp", new RmsProp(0.02, 0.9, EPSILON)),
        updater("Sgd", new Sgd(0.2)),
        updater("AMSGrad, scheduled", scheduled(new AMSGrad(0.02, 0.8, 0.9, EPSILON))),
        updater("AdaMax, scheduled", scheduled(new AdaMax(0.02, 0.8, 0.9, EPSILON))),
        updater("Adam, scheduled", scheduled(new Adam(0.02, 0.8, 0.9, EPSILON))),
        updater("Nadam, scheduled", scheduled(new Nadam(0.02, 0.8, 0.9, EPSILON))),
        updater("RmsProp, scheduled", scheduled(new RmsProp(0.02, 0.9, EPSILON))),
        updater("Sgd, scheduled", new Sgd(new StepSchedule(ScheduleType.ITERATION, 0.2, 0.5, 6))),
        updater("Sgd, scheduled by epochs", new Sgd(firstEpoch(0.3))),
        updater("Nesterovs, scheduled", new Nesterovs(FALLING, 0.9)),
        silent("updater: Adam without gradients", base(adam(0.02), 0)),
        silent("updater: AdaMax without gradients", base(new AdaMax(0.02, 0.8, 0.9, EPSILON), 0)),
        updater(
            "Nesterovs with scheduled momentum",
            new Nesterovs(0.05, new InverseSchedule(ScheduleType.ITERATION, 0.9, 0.1, 1))));
  }

  private static IUpdater scheduled(IUpdater updater) {
    updater.setLrAndSchedule(Double.NaN, FALLING);
    return updater;
  }

  private static ISchedule firstEpoch(double value) {
    return new MapSchedule.Builder(ScheduleType.EPOCH).add(0, value).add(1, value / 3).build();
  }

  private static NetworkCase updater(String name, IUpdater updater) {
    return softmaxNetwork("updater: " + name, base(updater, 0));
  }
}
