package org.dl4jlab.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options of some trainings of a sweep that differ in their seeds only.
 *
 * @param number from 1
 * @param options with their values, as they are typed
 * @param swept those of them that differ within the sweep
 */
public record Setting(int number, Map<String, String> options, Map<String, String> swept) {

  public Setting {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    swept = Collections.unmodifiableMap(new LinkedHashMap<>(swept));
  }

  /** What differs, for people: {@code network cnn, learning-rate 1e-3}. */
  public String title() {
    return swept.isEmpty()
        ? "the one setting"
        : swept.entrySet().stream()
            .map(option -> "%s %s".formatted(name(option.getKey()), option.getValue()))
            .collect(Collectors.joining(", "));
  }

  /** An option's name without its dashes. */
  static String name(String option) {
    return option.replaceFirst("^-+", "");
  }

  /** The name of a training's folder: {@code 03-cnn-1e-3-seed-5}. */
  String folder(String seed) {
    String values =
        swept.values().stream()
            .map(value -> "-" + value.replaceAll("[^\\p{L}\\p{N}.+-]+", "_"))
            .collect(Collectors.joining());
    return "%02d%s-seed-%s".formatted(number, values, seed);
  }
}
