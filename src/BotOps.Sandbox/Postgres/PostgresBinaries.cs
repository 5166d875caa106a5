using BotOps.Core;

namespace BotOps.Sandbox.Postgres;

/// <summary>Finds the installed server binaries; a client alone is not enough.</summary>
public static class PostgresBinaries
{
    public static string Find()
    {
        var places = Glob("/usr/lib/postgresql", "bin").Concat(Glob("/usr", "bin", "pgsql-*"))
            .Concat(Glob("/opt/homebrew/opt", "bin", "postgresql*")).Concat(Glob("/usr/local/opt", "bin", "postgresql*"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries));

        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, "initdb")) && File.Exists(Path.Combine(place, "postgres")))
            ?? throw new UserError(Texts.PostgresMissing);
    }

    /// <summary>Newest version first.</summary>
    static IEnumerable<string> Glob(string root, string leaf, string pattern = "*") => Directory.Exists(root)
        ? Directory.EnumerateDirectories(root, pattern).OrderByDescending(Version).Select(folder => Path.Combine(folder, leaf))
        : [];

    static double Version(string folder)
    {
        var digits = new string([.. Path.GetFileName(folder).Where(c => char.IsDigit(c) || c == '.')]);
        return double.TryParse(digits, out var version) ? version : 0;
    }
}
