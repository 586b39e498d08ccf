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

  /**
   * Of several of a name, the one in the folder of the part is meant: Kaggle numbers each part from
   * 1, and labels only those to train on.
   */
  Optional<String> find(String written, Part part) {
    String name = Normalizer.normalize(written.replace('\\', '/'), Normalizer.Form.NFC);
    String path = folder + (name.startsWith("./") ? name.substring(2) : name);
    if (pictures.contains(path)) {
      return Optional.of(path);
    }
    List<String> found = byName.getOrDefault(StoredFile.last(name), List.of());
    if (found.size() == 1) {
      return Optional.of(found.get(0));
    }
    Part meant = part == Part.UNDIVIDED ? Part.TRAIN : part;
    List<String> ofPart = found.stream().filter(picture -> partOf(picture) == meant).toList();
    return ofPart.size() == 1 ? Optional.of(ofPart.get(0)) : Optional.empty();
  }

  private Part partOf(String picture) {
    String below = picture.substring(folder.length());
    return Part.named(below.substring(0, Math.max(0, below.indexOf('/')))).orElse(Part.UNDIVIDED);
  }
}
