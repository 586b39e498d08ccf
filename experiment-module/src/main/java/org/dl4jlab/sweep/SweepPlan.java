package org.dl4jlab.sweep;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What a sweep was asked for: the settings follow from it.
 *
 * @param experiment {@code cifar} or {@code imdb}
 * @param options as they were typed: lists, ranges and single values; a seed among them
 * @param fixed options that are one value even with a comma in it
 * @param sample how many settings are drawn, null for all
 * @param sampleSeed of the drawing
 * @param halving one in so many settings is trained on at each stage, null for all to the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SweepPlan(
    String experiment,
    Map<String, String> options,
    Set<String> fixed,
    Integer sample,
    long sampleSeed,
    Integer halving) {

  /** The option that settings do not differ in. */
  public static final String SEED = "--seed";

  /** The option that halving chooses. */
  public static final String EPOCHS = "--epochs";

  /** So many trainings at most. */
  private static final int MOST_RUNS = 10_000;

  private static final int DRAWS_PER_SETTING = 1_000;

  /**
   * @throws IllegalArgumentException when an option's values cannot be read, or there are too many
   */
  public SweepPlan {
    options = new LinkedHashMap<>(options);
    if (!options.containsKey(SEED)) {
      throw new IllegalArgumentException("The sweep has no seed");
    }
    if (sample != null && sample < 1) {
      throw new IllegalArgumentException("At least 1 setting must be drawn, not " + sample);
    }
    if (halving != null && halving < 2) {
      throw new IllegalArgumentException(
          "Halving goes on with one setting in 2 or more, not in " + halving);
    }
    double runs = 1;
    for (Map.Entry<String, String> option : options.entrySet()) {
      Axis axis = axis(option, fixed);
      if (axis.isRange() && (sample == null || axis.option().equals(SEED))) {
        throw new IllegalArgumentException(
            "%s has any value of a range; say by --sample how many settings are drawn, or list the values"
                .formatted(axis.option()));
      }
      if (axis.isSwept() && axis.option().equals(EPOCHS) && halving != null) {
        throw new IllegalArgumentException(
            "Halving chooses how many epochs each setting gets; give one number of --epochs, the most");
      }
      boolean drawn = sample != null && !axis.option().equals(SEED);
      runs *= drawn ? 1 : axis.values().size();
    }
    runs *= sample == null ? 1 : sample;
    if (runs > MOST_RUNS) {
      throw new IllegalArgumentException(
          "The sweep would be of %,.0f trainings; %,d are the most. --sample draws some"
              .formatted(runs, MOST_RUNS));
    }
  }

  private static Axis axis(Map.Entry<String, String> option, Set<String> fixed) {
    return fixed.contains(option.getKey())
        ? Axis.fixed(option.getKey(), option.getValue())
        : Axis.of(option.getKey(), option.getValue());
  }

  /** The seeds that each setting is trained with. */
  @JsonIgnore
  public List<String> seeds() {
    return Axis.of(SEED, options.get(SEED)).values();
  }

  private List<Axis> axes() {
    return options.entrySet().stream()
        .filter(option -> !option.getKey().equals(SEED))
        .map(option -> axis(option, fixed))
        .toList();
  }

  /** The settings: all, or those drawn; the last option's values follow each other. */
  @JsonIgnore
  public List<Setting> settings() {
    List<Axis> axes = axes();
    List<Setting> settings = new ArrayList<>();
    for (Map<String, String> values : sample == null ? all(axes) : drawn(axes)) {
      Map<String, String> swept = new LinkedHashMap<>();
      axes.stream()
          .filter(Axis::isSwept)
          .forEach(axis -> swept.put(axis.option(), values.get(axis.option())));
      settings.add(new Setting(settings.size() + 1, values, swept));
    }
    return settings;
  }

  private static List<Map<String, String>> all(List<Axis> axes) {
    List<Map<String, String>> settings = List.of(Map.of());
    for (Axis axis : axes) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> setting : settings) {
        for (String value : axis.values()) {
          Map<String, String> more = new LinkedHashMap<>(setting);
          more.put(axis.option(), value);
          longer.add(more);
        }
      }
      settings = longer;
    }
    return settings;
  }

  /** Distinct ones; fewer than asked for where there are no more. */
  private Set<Map<String, String>> drawn(List<Axis> axes) {
    SplittableRandom random = new SplittableRandom(sampleSeed);
    Set<Map<String, String>> settings = new LinkedHashSet<>();
    for (int draws = 0; settings.size() < sample && draws < DRAWS_PER_SETTING * sample; draws++) {
      Map<String, String> setting = new LinkedHashMap<>();
      axes.forEach(axis -> setting.put(axis.option(), axis.draw(random)));
      settings.add(setting);
    }
    return settings;
  }
}
