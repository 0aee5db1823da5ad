package io.joute.cli.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Joute's own compiled classes, tests excepted, wherever the class path has them: folders or jars; and those of modules that
 * the command line does not use, where a build of all of them left them.
 */
final class CompiledClasses {
    private static final String ROOT = "io/joute";
    private static final List<String> NEIGHBOURS = List.of("langchain4j", "examples");

    private CompiledClasses() {}

    /** All of them. */
    static List<ClassModel> all() {
        List<ClassModel> classes = new ArrayList<>();
        Stream<Path> classPath = Pattern.compile(java.io.File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(Path::of);
        Stream<Path> neighbours = NEIGHBOURS.stream().map(module -> Path.of("..", module, "target", "classes"));
        Stream.concat(classPath, neighbours)
                .filter(path -> !isOfTests(path) && Files.exists(path))
                .forEach(path -> addFrom(path, classes));
        return List.copyOf(classes);
    }

    private static boolean isOfTests(Path path) {
        return path.endsWith("test-classes") || path.toString().endsWith("-tests.jar");
    }

    private static void addFrom(Path path, List<ClassModel> classes) {
        try {
            if (Files.isDirectory(path)) {
                addUnder(path.resolve(ROOT), classes);
            } else if (path.toString().endsWith(".jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(path)) {
                    addUnder(jar.getPath(ROOT), classes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    private static void addUnder(Path folder, List<ClassModel> classes) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".class")).toList()) {
                classes.add(ClassFile.of().parse(Files.readAllBytes(file)));
            }
        }
    }
}
