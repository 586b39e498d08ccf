package org.dl4jlab.cifar.own;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the pictures that a table names: by their path from the table's folder, or by their name
 * alone, with or without its suffix, wherever below they are.
 */
final class NamedPictures {

  private final String folder;
  private final Set<String> pictures;
  private final Map<String, List<String>> byName = new HashMap<>();

  /**
   * @param folder of the table, with its slash
   */
  NamedPictures(String folder, Set<String> pictures) {
    this.folder = folder;
    this.pictures = pictures;
    for (String picture : pictures) {
      if (picture.startsWith(folder)) {
        String last = StoredFile.last(picture);
        put(last, picture);
        put(last.substring(0, last.lastIndexOf('.')), picture);
      }
    }
  }

  private void put(String name, String picture) {
    byName.computeIfAbsent(name, unused -> new ArrayList<>()).add(picture);
  }

  /** Of several of a name, the one to train on is meant: Kaggle numbers both parts from 1. */
  Optional<String> find(String written) {
    String name = Normalizer.normalize(written.replace('\\', '/'), Normalizer.Form.NFC);
    String path = folder + (name.startsWith("./") ? name.substring(2) : name);
    if (pictures.contains(path)) {
      return Optional.of(path);
    }
    List<String> found = byName.getOrDefault(StoredFile.last(name), List.of());
    if (found.size() == 1) {
      return Optional.of(found.get(0));
    }
    List<String> toTrainOn = found.stream().filter(this::isToTrainOn).toList();
    return toTrainOn.size() == 1 ? Optional.of(toTrainOn.get(0)) : Optional.empty();
  }

  private boolean isToTrainOn(String picture) {
    String below = picture.substring(folder.length());
    int slash = below.indexOf('/');
    return slash > 0
        && Part.named(below.substring(0, slash)).filter(Part.TRAIN::equals).isPresent();
  }
}
