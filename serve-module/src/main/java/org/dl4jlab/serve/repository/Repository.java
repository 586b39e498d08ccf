package org.dl4jlab.serve.repository;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dl4jlab.serve.model.Refusal;

/** All that is served, by name; the latest of a name's versions is the one that is meant. */
public final class Repository {

  private final Map<String, List<Entry>> entries = new LinkedHashMap<>();

  /**
   * @param all one at least; of one name the latest last
   */
  public Repository(List<Entry> all) {
    all.forEach(e -> entries.computeIfAbsent(e.name(), name -> new ArrayList<>()).add(e));
  }

  /** Every version of every model. */
  public Stream<Entry> all() {
    return entries.values().stream().flatMap(List::stream);
  }

  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /** The versions of a model, the latest last. */
  public List<String> versions(String name) {
    return versionsOf(name).stream().map(Entry::version).toList();
  }

  /**
   * @param version null for the latest
   * @throws Refusal when there is none
   */
  public Entry find(String name, String version) {
    List<Entry> versions = versionsOf(name);
    if (version == null) {
      return versions.get(versions.size() - 1);
    }
    return versions.stream()
        .filter(entry -> entry.version().equals(version))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.NOT_FOUND,
                    "The model '%s' has no version '%s', only %s"
                        .formatted(name, version, String.join(", ", versions(name)))));
  }

  private List<Entry> versionsOf(String name) {
    List<Entry> versions = entries.get(name);
    if (versions == null) {
      throw new Refusal(
          Refusal.NOT_FOUND,
          "There is no model '%s', only %s".formatted(name, String.join(", ", names())));
    }
    return versions;
  }

  /**
   * The only model's latest version.
   *
   * @throws Refusal when there are several models
   */
  public Entry only() {
    if (entries.size() > 1) {
      throw new Refusal(
          Refusal.NOT_FOUND,
          "Several models are served: ask one of /models/%s/predict"
              .formatted(String.join("/predict, /models/", names())));
    }
    return find(names().get(0), null);
  }
}
