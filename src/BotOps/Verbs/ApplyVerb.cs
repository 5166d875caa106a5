using System.CommandLine;
using BotOps.Composition;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Doctor;
using BotOps.Core.Persistence;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Verbs;

/// <summary>Makes the catalog what the files say; running it again changes nothing.</summary>
static class ApplyVerb
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = Texts.Usage.ApplyFiles, Arity = ArgumentArity.OneOrMore };
        var takeOver = new Option<bool>("--take-over") { Description = Texts.Adding.TakeOver };
        var verb = new Command("apply", Texts.Usage.Apply) { files, takeOver };
        verb.SetAction((parsed, stopping) => Run(parsed, parsed.GetValue(files)!, parsed.GetValue(takeOver), stopping));
        return verb;
    }

    static async Task<int> Run(ParseResult parsed, FileInfo[] files, bool takeOver, CancellationToken stopping)
    {
        var documents = new List<CatalogDocument>();
        foreach (var file in files)
        {
            if (!file.Exists) throw new UserError(Texts.NoFile(file.ToString()), file.ToString());
            documents.Add(CatalogReader.Read(file.ToString(), await File.ReadAllTextAsync(file.FullName, stopping), path => File.ReadAllBytes(Path.Combine(file.DirectoryName!, path))));
        }
        return await Catalog.Run(parsed, async services =>
        {
            var by = await OsUser.Current().Person(services.GetRequiredService<BotOpsDb>(), stopping);
            var changes = await services.GetRequiredService<ApplyCatalog>().Handle(documents, by?.Id, stopping, takeOver);
            foreach (var change in changes) Console.WriteLine(change);
            if (changes.Count == 0) Console.WriteLine(Texts.NoChange);
        }, stopping);
    }
}

/// <summary>A composition without a host: for verbs that read or change rows and end.</summary>
static class Catalog
{
    /// <summary>Also on a sandbox that runs, by <c>--data</c>.</summary>
    /// <exception cref="UserError">Its database does not answer, or is not of this version.</exception>
    public static async Task<int> Run(ParseResult parsed, Func<IServiceProvider, Task> work, CancellationToken stopping)
    {
        await using var app = await TerminalHost.Open(parsed.GetValue<string?>("--data"), stopping);
        await using var scope = app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
        return 0;
    }

    public static async Task<int> Run(Func<IServiceProvider, Task> work)
    {
        var builder = Builder.Create([], LogLevel.Warning);
        var settings = BotOpsSettings.Read(builder.Configuration, ServeRole.All);
        builder.AddBotOps(settings);
        builder.Services.AddDoctor();
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
        return 0;
    }
}
