using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace BotOps.Core.Builds;

/// <summary>A folder as globs see it. A symlink is a leaf, whatever it points at, so that no glob leaves the tree.</summary>
sealed class TreeFolder(DirectoryInfo folder) : DirectoryInfoBase
{
    public override string Name => folder.Name;
    public override string FullName => folder.FullName;
    public override DirectoryInfoBase? ParentDirectory => folder.Parent is { } parent ? new TreeFolder(parent) : null;

    public override IEnumerable<FileSystemInfoBase> EnumerateFileSystemInfos() =>
        folder.Exists ? folder.EnumerateFileSystemInfos().Where(e => e.Name != ".git").Select(Wrap) : [];

    public override DirectoryInfoBase? GetDirectory(string path) => new TreeFolder(new(Path.Combine(FullName, path)));
    public override FileInfoBase? GetFile(string path) => new TreeLeaf(new FileInfo(Path.Combine(FullName, path)), this);

    FileSystemInfoBase Wrap(FileSystemInfo entry) =>
        entry is DirectoryInfo { LinkTarget: null } inner ? new TreeFolder(inner) : new TreeLeaf(entry, this);
}

sealed class TreeLeaf(FileSystemInfo entry, TreeFolder parent) : FileInfoBase
{
    public override string Name => entry.Name;
    public override string FullName => entry.FullName;
    public override DirectoryInfoBase ParentDirectory => parent;
}
