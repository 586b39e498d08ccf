package org.dl4jlab.method;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.dl4jlab.UserException;
import org.nd4j.linalg.schedule.CycleSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/**
 * How the learning rate changes, as schedules of DL4J's, which a model's file holds and every DL4J
 * can read. What DL4J has none for becomes stairs. Behind a training's last epoch they stay as they
 * are, a cycle begins anew.
 *
 * @param schedule its course
 * @param pace how often it changes
 * @param warmup in so many epochs it first rises to the full rate, evenly
 * @param decayEvery of {@link Schedule#STEP}: so many epochs
 * @param decayFactor of {@link Schedule#STEP}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RatePlan(
    Schedule schedule, Pace pace, Double warmup, Integer decayEvery, Double decayFactor) {

  /** The same rate all the time. */
  public static final RatePlan CONSTANT = new RatePlan(null, null, null, null, null);

  /** A schedule by steps has no more stairs than this, each of some steps. */
  static final int MOST_STAIRS = 500;

  private static final double DEFAULT_FACTOR = 0.1;
  private static final int DEFAULT_DECAYS = 3; // parts of a training
  private static final int LEAST_CYCLE = 3;
  private static final double BEGINNING = 0.1; // of a cycle, a share of the full rate
  private static final double FADED = 0.01; // a share of that
  private static final double FADING = 0.1; // a share of the cycle
  private static final double PEAK = 0.23; // of a triangle, a share of its length
  private static final double FOOT = 0.2; // at its beginning, a share of the full rate
  private static final double END = 0.07; // likewise

  public RatePlan {
    if (warmup != null && !(warmup >= 0)) {
      throw new IllegalArgumentException("The warm-up takes 0 epochs or more, not " + warmup);
    }
    if ((decayEvery != null || decayFactor != null) && schedule != Schedule.STEP) {
      throw new IllegalArgumentException(
          "--decay-every and --decay-factor go with --schedule step");
    }
    if (decayEvery != null && decayEvery < 1) {
      throw new IllegalArgumentException(
          "The rate can be lowered after every epoch or more, not every " + decayEvery);
    }
    if (decayFactor != null && !(decayFactor > 0 && decayFactor <= 1)) {
      throw new IllegalArgumentException(
          "The factor of the rate must be above 0 and at most 1, not " + decayFactor);
    }
    if ((schedule == Schedule.ONE_CYCLE || schedule == Schedule.TRIANGLE) && warmup != null) {
      throw new IllegalArgumentException(
          "The schedule %s has a warm-up of its own".formatted(schedule));
    }
  }

  /**
   * @throws IllegalArgumentException when the warm-up takes the whole training
   */
  void requireFit(int epochs) {
    if (warmup != null && warmup >= epochs) {
      throw new IllegalArgumentException(
          "A warm-up of %s epochs leaves none of %d".formatted(warmup, epochs));
    }
  }

  /** A learning rate at each position, from 0 on. */
  private record Course(int length, int perEpoch, ScheduleType type) {}

  /**
   * The schedule; null where the rate stays the same.
   *
   * @param rate the full one
   * @param epochs of the training
   * @param steps of an epoch
   */
  public ISchedule schedule(double rate, int epochs, int steps) {
    boolean bySteps = pace != Pace.EPOCH;
    Course course =
        bySteps
            ? new Course(Math.multiplyExact(epochs, steps), steps, ScheduleType.ITERATION)
            : new Course(epochs, 1, ScheduleType.EPOCH);
    int warm = warmup == null ? 0 : (int) Math.round(warmup * course.perEpoch());
    IntToDoubleFunction after =
        switch (schedule == null ? Schedule.CONSTANT : schedule) {
          case CONSTANT -> position -> 1;
          case STEP -> position -> decay(position / course.perEpoch(), epochs);
          case COSINE -> position -> cosine(position - warm, course.length() - warm);
          case ONE_CYCLE -> null;
          case TRIANGLE -> position -> triangle(position, course.length());
        };
    if (after == null) {
      return cycle(rate, course);
    }
    if (warm == 0 && schedule == Schedule.STEP) {
      return new StepSchedule(ScheduleType.EPOCH, rate, factor(), every(epochs));
    }
    boolean constant = schedule == null || schedule == Schedule.CONSTANT;
    return warm == 0 && constant
        ? null
        : stairs(
            course,
            position ->
                rate * (position < warm ? (position + 1.0) / warm : after.applyAsDouble(position)));
  }

  private double factor() {
    return decayFactor == null ? DEFAULT_FACTOR : decayFactor;
  }

  private int every(int epochs) {
    return decayEvery == null ? (epochs + DEFAULT_DECAYS - 1) / DEFAULT_DECAYS : decayEvery;
  }

  private double decay(int epoch, int epochs) {
    return Math.pow(factor(), Math.floorDiv(epoch, every(epochs)));
  }

  private static double cosine(int position, int length) {
    return (1 + Math.cos(Math.PI * position / length)) / 2;
  }

  private static double triangle(int position, int length) {
    int peak = (int) (PEAK * length);
    return position < peak
        ? FOOT + (1 - FOOT) * position / peak
        : 1 - (1 - END) * (position - peak) / (length - peak);
  }

  private static ISchedule stairs(Course course, IntToDoubleFunction rate) {
    int width = (course.length() + MOST_STAIRS - 1) / MOST_STAIRS;
    Map<Integer, Double> stairs = new HashMap<>();
    double before = Double.NaN;
    for (int position = 0; position < course.length(); position += width) {
      double value = rate.applyAsDouble(position);
      if (value != before) {
        stairs.put(position, value);
        before = value;
      }
    }
    return new MapSchedule(course.type(), stairs);
  }

  /** DL4J's default fades to nothing within a few steps. */
  private static ISchedule cycle(double rate, Course course) {
    int length = course.length();
    if (length < LEAST_CYCLE) {
      throw new UserException(
          "A training of %d %s is too short for the schedule one-cycle"
              .formatted(length, course.type() == ScheduleType.EPOCH ? "epochs" : "steps"));
    }
    int fading = (int) Math.max(1, Math.round(FADING * length));
    fading += (length - fading) % 2; // rise and fall are equally long
    return new CycleSchedule(
        course.type(), BEGINNING * rate, rate, length, fading, Math.pow(FADED, 1.0 / fading));
  }
}
