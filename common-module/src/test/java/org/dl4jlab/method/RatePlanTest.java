package org.dl4jlab.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.dl4jlab.UserException;
import org.dl4jlab.nets.DenseNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;

/** Rates worked out by hand: a full rate of 0.8, 4 epochs of 10 steps. */
class RatePlanTest {

  private static final double RATE = 0.8;
  private static final int EPOCHS = 4;
  private static final int STEPS = 10;

  private static ISchedule schedule(RatePlan plan) {
    return plan.schedule(RATE, EPOCHS, STEPS);
  }

  private static void assertRate(double expected, ISchedule schedule, int step) {
    assertEquals(expected, schedule.valueAt(step, step / STEPS), 1e-12, "in step " + step);
  }

  @Test
  void constantRateNeedsNoSchedule() {
    assertNull(schedule(RatePlan.CONSTANT));
    assertNull(schedule(new RatePlan(Schedule.CONSTANT, Pace.EPOCH, 0.0, null, null)));
  }

  @Test
  void cosineFallsFromTheFullRateTowardsNothing() {
    ISchedule schedule = schedule(new RatePlan(Schedule.COSINE, null, null, null, null));
    assertRate(0.8, schedule, 0);
    assertRate(0.4 * (1 + Math.cos(Math.PI / 4)), schedule, 10);
    assertRate(0.4, schedule, 20);
    assertRate(0.4 * (1 + Math.cos(Math.PI * 39 / 40)), schedule, 39);
    assertRate(schedule.valueAt(39, 3), schedule, 1000);
  }

  @Test
  void byEpochsItStaysTheSameWithinOne() {
    ISchedule schedule = schedule(new RatePlan(Schedule.COSINE, Pace.EPOCH, null, null, null));
    assertRate(0.8, schedule, 9);
    assertRate(0.4 * (1 + Math.cos(Math.PI / 4)), schedule, 10);
    assertRate(0.4, schedule, 29);
  }

  @Test
  void warmUpRisesEvenlyToTheFullRate() {
    ISchedule constant = schedule(new RatePlan(null, null, 0.5, null, null));
    assertRate(0.16, constant, 0);
    assertRate(0.48, constant, 2);
    assertRate(0.8, constant, 4);
    assertRate(0.8, constant, 39);
    ISchedule cosine = schedule(new RatePlan(Schedule.COSINE, null, 2.0, null, null));
    assertRate(0.04, cosine, 0);
    assertRate(0.8, cosine, 19);
    assertRate(0.8, cosine, 20);
    assertRate(0.4, cosine, 30);
  }

  @Test
  void stepsLowerTheRateAfterSoManyEpochs() {
    ISchedule schedule = schedule(new RatePlan(Schedule.STEP, null, null, 2, 0.5));
    assertRate(0.8, schedule, 19);
    assertRate(0.4, schedule, 20);
    ISchedule warm = schedule(new RatePlan(Schedule.STEP, null, 1.0, 2, 0.5));
    assertRate(0.08, warm, 0);
    assertRate(0.8, warm, 19);
    assertRate(0.4, warm, 20);
    ISchedule thirds = schedule(new RatePlan(Schedule.STEP, null, null, null, null));
    assertRate(0.8, thirds, 19);
    assertRate(0.08, thirds, 39);
  }

  @Test
  void oneCycleRisesFallsAndFades() {
    ISchedule schedule = schedule(new RatePlan(Schedule.ONE_CYCLE, null, null, null, null));
    assertRate(0.08, schedule, 0);
    assertRate(0.08 + 0.72 / 2, schedule, 9);
    assertRate(0.8, schedule, 18);
    assertRate(0.08, schedule, 36);
    assertRate(0.08 * Math.pow(0.01, 0.75), schedule, 39);
  }

  @Test
  void longTrainingHasFewStairsButTheSameCourse() {
    MapSchedule schedule =
        (MapSchedule)
            new RatePlan(Schedule.COSINE, null, null, null, null).schedule(RATE, 10, 1563);
    assertTrue(schedule.getValues().size() <= RatePlan.MOST_STAIRS);
    for (int step = 0; step < 15_630; step += 97) {
      double exact = 0.4 * (1 + Math.cos(Math.PI * step / 15_630));
      assertEquals(exact, schedule.valueAt(step, 0), 0.003, "in step " + step);
    }
  }

  @Test
  void modelsFileOfAnyDl4jHoldsThem() {
    for (RatePlan plan :
        new RatePlan[] {
          new RatePlan(Schedule.COSINE, null, 0.5, null, null),
          new RatePlan(Schedule.STEP, null, null, null, null),
          new RatePlan(Schedule.ONE_CYCLE, null, null, null, null)
        }) {
      TrainingMethod method =
          new TrainingMethod(
              null, null, null, null, plan, null, null, null, null, null, null, null);
      ComputationGraphConfiguration configuration =
          new Recipe(method, RATE, EPOCHS, 2, new int[] {10, 10})
              .applyTo(DenseNetwork.configuration(NetworkOptions.cifar10()));
      ComputationGraphConfiguration read =
          ComputationGraphConfiguration.fromJson(configuration.toJson());
      IUpdater updater =
          ((BaseLayer) ((LayerVertex) read.getVertices().get("dense_1")).getLayerConf().getLayer())
              .getIUpdater();
      for (int step = 0; step < EPOCHS * STEPS; step++) {
        assertEquals(
            schedule(plan).valueAt(step, step / STEPS),
            updater.getLearningRate(step, step / STEPS),
            1e-12);
      }
    }
  }

  @Test
  void whatMeansNothingIsRefused() {
    assertRefused("The warm-up takes", () -> new RatePlan(null, null, -1.0, null, null));
    assertRefused("go with --schedule step", () -> new RatePlan(null, null, null, 3, null));
    assertRefused("every 0", () -> new RatePlan(Schedule.STEP, null, null, 0, null));
    assertRefused("not 2.0", () -> new RatePlan(Schedule.STEP, null, null, null, 2.0));
    assertRefused(
        "has a warm-up of its own", () -> new RatePlan(Schedule.ONE_CYCLE, null, 1.0, null, null));
    RatePlan long4 = new RatePlan(null, null, 4.0, null, null);
    assertRefused("leaves none of 4", () -> long4.requireFit(4));
    RatePlan cycle = new RatePlan(Schedule.ONE_CYCLE, Pace.EPOCH, null, null, null);
    var e = assertThrows(UserException.class, () -> cycle.schedule(RATE, 2, STEPS));
    assertTrue(e.getMessage().contains("A training of 2 epochs is too short"), e.getMessage());
  }

  private static void assertRefused(String part, org.junit.jupiter.api.function.Executable bad) {
    var e = assertThrows(IllegalArgumentException.class, bad);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
