#!/usr/bin/env python3
"""Makes the assembler file through which tables and weights become part of the program.

usage: embed.py --list [--model NAME] ROOT                              print the files that are embedded, one a line
       embed.py --output FILE.S [--depfile FILE.d] [--model NAME] ROOT  write the assembler file, and what it depends on

Embedded are data/**/*.tsv, src/store/schema/*.sql and src/export/*.css, under their paths in the repository, and the weights
models/NAME.synmodel (default: default) as models/embedded.synmodel. The symbols are those of src/base/embedded.h; the bytes come in with .incbin, aligned to 64,
followed by a NUL byte. The dependencies are the files and the folders that hold them: a folder
changes when a file comes or goes, and the build runs this again.
"""
import argparse
import pathlib
import sys


def embedded(root, model):
    """The files, by the name that the program finds them under."""
    weights = root / "models" / f"{model}.synmodel"
    if not weights.is_file():
        sys.exit(f"embed.py: {weights}: there are no such weights; the option model names a file of models/ without its ending")
    files = [*root.glob("data/**/*.tsv"), *root.glob("src/store/schema/*.sql"), *root.glob("src/export/*.css")]
    named = {path.relative_to(root).as_posix(): path for path in files}
    named["models/embedded.synmodel"] = weights
    return dict(sorted(named.items()))


def write(output, files):
    lines = ["/* Made by tools/embed.py: do not edit. */", "#if defined(__aarch64__) || defined(__arm__)", "#define OBJECT %object",
             "#else", "#define OBJECT @object", "#endif", '.section .rodata,"a"']
    for number, (name, path) in enumerate(files.items()):
        lines += [".balign 64", f"file_{number}_start:", f'.incbin "{path}"', f"file_{number}_end:", ".byte 0",
                  f"file_{number}_name:", f'.asciz "{name}"']
    lines += ['.section .data.rel.ro,"aw"', ".balign 8", ".globl syn_embedded_list", ".hidden syn_embedded_list",
              ".type syn_embedded_list, OBJECT", "syn_embedded_list:"]
    for number in range(len(files)):
        lines += [f".quad file_{number}_name, file_{number}_start, file_{number}_end"]
    lines += [".size syn_embedded_list, . - syn_embedded_list", '.section .rodata,"a"', ".balign 8",
              ".globl syn_embedded_count", ".hidden syn_embedded_count", ".type syn_embedded_count, OBJECT", "syn_embedded_count:",
              f".quad {len(files)}", ".size syn_embedded_count, 8", '.section .note.GNU-stack,"",%progbits', ""]
    pathlib.Path(output).write_text("\n".join(lines), encoding="utf-8")


def folders(root):
    """The folders whose change may add a file; the root itself only while one of them is missing."""
    found = []
    for top in (root / "data", root / "models", root / "src/store/schema", root / "src/export"):
        found += [top, *(path for path in top.glob("**/") if path != top)] if top.is_dir() else [root]
    return sorted(set(found))


def write_dependencies(depfile, output, paths):
    def escaped(path):
        return str(path).replace("\\", "\\\\").replace("$", "$$").replace("#", "\\#").replace(" ", "\\ ")
    rule = escaped(output) + ":" + "".join(" \\\n  " + escaped(path) for path in paths) + "\n"
    pathlib.Path(depfile).write_text(rule, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--model", default="default")
    parser.add_argument("--output")
    parser.add_argument("--depfile")
    parser.add_argument("root", type=pathlib.Path)
    options = parser.parse_args()
    root = options.root.resolve()
    files = embedded(root, options.model)
    if options.list:
        print("\n".join(str(path) for path in files.values()))
    else:
        write(options.output, files)
        if options.depfile:
            write_dependencies(options.depfile, options.output, [*files.values(), *folders(root)])


main()
