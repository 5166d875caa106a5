using System.CommandLine;
using BotOps.Composition;
using BotOps.Core;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Sandbox;
using BotOps.Sandbox.Play;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace BotOps.Verbs;

/// <summary>Plays the whole story against a fresh sandbox; exits 0 only if every host runs the new version.</summary>
static class DemoVerb
{
    public static Command Create()
    {
        var verb = new Command("demo", Texts.Usage.Demo);
        var scale = new Option<bool>("--scale") { Description = Texts.Usage.DemoScale };
        verb.Add(scale);
        verb.SetAction((typed, stopping) => Run(typed.GetValue(scale), stopping));
        return verb;
    }

    static async Task<int> Run(bool scale, CancellationToken stopping)
    {
        var folder = SandboxFolder.Fresh();
        try
        {
            await using var sandbox = await SandboxRun.Start(folder, "127.0.0.1", null, ServeRole.All, LogLevel.Error, stopping);
            return await new Demo(new Uri(sandbox.Url), token => Hosts(sandbox.Services, token), Version, scale, TimeProvider.System).Play(AnsiConsole.Console, Console.Out, stopping);
        }
        finally
        {
            folder.Delete();
        }
    }

    /// <summary>What the newest commit of master says of itself.</summary>
    static string Version => SampleHistory.Orders().Last(c => c.On == "master").Version;

    static async Task<IReadOnlyDictionary<string, Uri>> Hosts(IServiceProvider services, CancellationToken stopping)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<BotOpsDb>>().CreateDbContextAsync(stopping);
        var environment = await db.Environments.SingleAsync(e => e.Project.Name == "order-svc", stopping);
        var port = (await db.SettingsRevisions.SingleAsync(r => r.Id == environment.SettingsRevisionId, stopping)).Settings.Run.Port;
        return await db.Assignments.Where(a => a.EnvironmentId == environment.Id).Select(a => a.Host).OrderBy(h => h.Name)
            .ToDictionaryAsync(h => h.Name, h => new Uri($"http://{h.Address}:{port}"), stopping);
    }
}
