package org.dl4jlab.cifar.own;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.own.PictureLayout.Labelled;
import org.dl4jlab.cifar.pictures.PictureFormats;

/**
 * Finds out how pictures are laid out: in a folder for each class, at any depth below it, as
 * PyTorch has them; with a table of their classes beside them, as Hugging Face and Kaggle have
 * them; either in {@code train} and {@code val} or {@code test}.
 */
final class LayoutReader {

  private final PictureStore store;
  private final String place;
  private final Map<String, StoredFile> pictures = new LinkedHashMap<>();
  private final Set<String> tables = new LinkedHashSet<>();
  private final Set<String> folders = new TreeSet<>(); // each with its slash
  private final Set<String> foldersOfPictures = new HashSet<>(); // that hold some themselves
  private final Map<String, Integer> unreadable = new TreeMap<>(); // by suffix
  private final Map<String, Integer> others = new TreeMap<>(); // likewise
  private final List<Labelled> labelled = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  private LayoutReader(PictureStore store, String place) {
    this.store = store;
    this.place = place;
  }

  /**
   * @param place what the store is called in messages
   */
  static PictureLayout read(PictureStore store, String place) throws IOException {
    return new LayoutReader(store, place).read();
  }

  private PictureLayout read() throws IOException {
    store.files().forEach(this::sort);
    String root = root();
    if (!byTables(root, Part.UNDIVIDED)) {
      Map<String, Part> parts = parts(root);
      if (parts.isEmpty()) {
        byFolders(root, Part.UNDIVIDED);
      }
      for (Map.Entry<String, Part> part : parts.entrySet()) {
        if (!byTables(part.getKey(), part.getValue())) {
          byFolders(part.getKey(), part.getValue());
        }
      }
    }
    tellWhatIsLeft();
    return new PictureLayout(labelled, notices);
  }

  private void sort(StoredFile file) {
    String name = file.name();
    for (String folder = StoredFile.folder(name); folders.add(folder) && !folder.isEmpty(); ) {
      folder = StoredFile.folder(folder.substring(0, folder.length() - 1));
    }
    if (file.isFolder()) {
      return;
    }
    if (PictureFormats.isReadable(name)) {
      pictures.put(name, file);
      foldersOfPictures.add(StoredFile.folder(name));
    } else if (PictureFormats.isUnreadable(name)) {
      unreadable.merge("." + PictureFormats.suffix(name), 1, Integer::sum);
    } else if (LabelTable.isNamedAsOne(name)) {
      tables.add(name);
    } else {
      String suffix = PictureFormats.suffix(name);
      others.merge(suffix.isEmpty() ? "without a suffix" : "." + suffix, 1, Integer::sum);
    }
  }

  /** Where the layout begins: archives often hold one folder with all in it. */
  private String root() {
    String root = "";
    while (true) {
      List<String> inside = foldersIn(root);
      if (foldersOfPictures.contains(root) || hasTable(root) || inside.size() != 1) {
        return root;
      }
      String only = inside.get(0);
      if (foldersOfPictures.contains(only) || Part.named(last(only)).isPresent()) {
        return root;
      }
      root = only;
    }
  }

  private List<String> foldersIn(String folder) {
    return folders.stream()
        .filter(inside -> inside.startsWith(folder) && !inside.equals(folder))
        .filter(inside -> inside.indexOf('/', folder.length()) == inside.length() - 1)
        .toList();
  }

  private static String last(String folder) {
    return StoredFile.last(folder.substring(0, folder.length() - 1));
  }

  /** The folders that are no classes but parts, none where {@code train} may be a class. */
  private Map<String, Part> parts(String root) {
    Map<String, Part> parts = new TreeMap<>();
    List<String> inside = foldersIn(root);
    for (String folder : inside) {
      Part.named(last(folder)).ifPresent(part -> parts.put(folder, part));
    }
    boolean divided = parts.containsValue(Part.TRAIN) && Set.copyOf(parts.values()).size() > 1;
    boolean classes =
        parts.entrySet().stream()
            .filter(part -> part.getValue() == Part.TRAIN)
            .map(Map.Entry::getKey)
            .anyMatch(folder -> foldersOfPictures.contains(folder) && !hasTable(folder));
    return classes || !(divided || parts.size() == inside.size()) ? Map.of() : parts;
  }

  private boolean hasTable(String folder) {
    return tables.stream().anyMatch(table -> StoredFile.folder(table).equals(folder));
  }

  private boolean byTables(String folder, Part part) throws IOException {
    boolean found = false;
    for (String name : tables) {
      if (StoredFile.folder(name).equals(folder)) {
        Optional<LabelTable> table = LabelTable.read(name, shown(name), store.table(name));
        if (table.isPresent()) {
          found |= byTable(folder, table.get(), part);
        }
      }
    }
    return found;
  }

  private boolean byTable(String folder, LabelTable table, Part part) {
    NamedPictures named = new NamedPictures(folder, pictures.keySet());
    Part ofTable = part == Part.UNDIVIDED ? table.part().orElse(part) : part;
    Map<String, Labelled> found = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    int blank = 0;
    for (LabelTable.Row row : table.rows()) {
      Part ofRow = row.part().orElse(ofTable);
      Optional<String> name = named.find(row.file(), ofRow);
      if (row.label().isEmpty()) {
        blank++;
      } else if (name.isEmpty()) {
        missing.add(row.file());
      } else {
        Labelled picture = new Labelled(pictures.get(name.get()), row.label(), ofRow);
        Labelled before = found.putIfAbsent(name.get(), picture);
        if (before != null && !before.equals(picture)) {
          throw new UserException(
              "%s names %s more than once, as %s and as %s"
                  .formatted(shown(table.name()), name.get(), before.className(), row.label()));
        }
      }
    }
    labelled.addAll(found.values());
    if (!found.isEmpty() && !missing.isEmpty()) {
      notices.add(
          "%s names %s not there: %s"
              .formatted(
                  shown(table.name()),
                  Wording.count(missing.size(), "picture that is", "pictures that are"),
                  Wording.some(missing)));
    }
    if (!found.isEmpty() && blank > 0) {
      notices.add(
          "%s has %s without a class"
              .formatted(shown(table.name()), Wording.count(blank, "row", "rows")));
    }
    return !found.isEmpty();
  }

  private void byFolders(String root, Part part) {
    Set<String> empty = new TreeSet<>(foldersIn(root));
    for (StoredFile picture : pictures.values()) {
      int slash = picture.name().indexOf('/', root.length());
      if (picture.name().startsWith(root) && slash > 0) {
        String folder = picture.name().substring(0, slash + 1);
        labelled.add(new Labelled(picture, last(folder), part));
        empty.remove(folder);
      }
    }
    if (!empty.isEmpty()) {
      notices.add(
          "%s no picture that can be read and %s no class: %s"
              .formatted(
                  Wording.count(empty.size(), "folder holds", "folders hold"),
                  empty.size() == 1 ? "is" : "are",
                  Wording.some(empty.stream().map(LayoutReader::last).toList())));
    }
  }

  private void tellWhatIsLeft() {
    Set<StoredFile> used = labelled.stream().map(Labelled::file).collect(Collectors.toSet());
    List<String> left =
        pictures.values().stream()
            .filter(file -> !used.contains(file))
            .map(StoredFile::name)
            .toList();
    if (!left.isEmpty() && !used.isEmpty()) {
      notices.add(
          "%s without a class, passed over: %s"
              .formatted(Wording.count(left.size(), "picture", "pictures"), Wording.some(left)));
    }
    if (!unreadable.isEmpty()) {
      notices.add(
          "Passed over, as their formats cannot be read here: %s; convert them to JPEG or PNG"
              .formatted(Wording.counts(unreadable)));
    }
    if (!others.isEmpty()) {
      notices.add("Passed over, as they are no pictures: %s".formatted(Wording.counts(others)));
    }
  }

  private String shown(String name) {
    return place + "/" + name;
  }
}
