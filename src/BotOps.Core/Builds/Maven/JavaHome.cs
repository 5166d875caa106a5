namespace BotOps.Core.Builds.Maven;

/// <summary>Finds the JDK that a build asks for.</summary>
static class JavaHome
{
    /// <returns>Its folder; null: none is asked for, and maven takes what it finds.</returns>
    /// <exception cref="BuildFailed">The name is not configured here, or the folder has no java.</exception>
    public static string? Find(string? jdk, BuildOptions options)
    {
        if (jdk is null) return null;
        var folder = jdk.StartsWith('/') ? jdk : options.Jdks.GetValueOrDefault(jdk) ?? throw new BuildFailed(Texts.Maven.JdkUnknown(jdk, [.. options.Jdks.Keys.Order(StringComparer.Ordinal)]));
        return File.Exists(Path.Combine(folder, "bin", "java")) ? folder : throw new BuildFailed(Texts.Maven.JdkMissing(jdk, folder));
    }
}
