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
            ?? throw new UserError(Missing);
    }

    const string Missing =
        """
        The sandbox needs PostgreSQL's server binaries (initdb, postgres), and there are none on this machine.
          Debian, Ubuntu:  sudo apt-get install postgresql
          Fedora:          sudo dnf install postgresql-server
          macOS:           brew install postgresql@17
          Docker:          docker run -d -p 5432:5432 -e POSTGRES_PASSWORD=botops postgres:17
        With a server of your own, give its connection string instead:
          BOTOPS_ConnectionStrings__BotOps="Host=localhost;Username=postgres;Password=botops;Database=botops" dotnet run --project src/BotOps -- sandbox
        """;

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
