using System.CommandLine;
using System.Net;
using BotOps.Composition;
using BotOps.Core;
using BotOps.Sandbox;

namespace BotOps.Verbs;

/// <summary>Everything on this machine, with nothing to configure; what a bare start does.</summary>
static class SandboxVerb
{
    static readonly Option<string?> Data = new("--data") { Description = "Where its state lies" };
    static readonly Option<string> Listen = new("--listen") { Description = "The address it listens on; anyone who reaches it may act", DefaultValueFactory = _ => "127.0.0.1" };
    static readonly Option<int?> Port = new("--port") { Description = "The port of the web chat" };
    static readonly Option<ServeRole> Role = new("--role") { Description = "web leaves the work to workers of their own (serve --role worker)", DefaultValueFactory = _ => ServeRole.All };

    public static Command Create()
    {
        var verb = new Command("sandbox", "Starts a whole BotOps of its own: PostgreSQL, people, hosts, a sample project and a web chat");
        MakeDefault(verb);
        return verb;
    }

    public static void MakeDefault(Command command)
    {
        foreach (var option in new Option[] { Data, Listen, Port, Role }) command.Options.Add(option);
        command.SetAction((parsed, stopping) => Run(parsed.GetValue(Data), parsed.GetValue(Listen)!, parsed.GetValue(Port), parsed.GetValue(Role), stopping));
    }

    static async Task<int> Run(string? data, string listen, int? port, ServeRole role, CancellationToken stopping)
    {
        if (!IPAddress.TryParse(listen, out var address)) throw new UserError($"'{listen}' is not an address; write --listen 127.0.0.1 or --listen 0.0.0.0.", listen);

        await using var sandbox = await SandboxRun.Start(SandboxFolder.Open(data), listen, port, role, LogLevel.Warning, stopping);
        Console.WriteLine(Texts.SandboxReady(sandbox.Url));
        if (!IPAddress.IsLoopback(address)) Console.WriteLine(Texts.SandboxOpenToAll(listen));
        Console.WriteLine(Texts.SandboxVerbs(TerminalProgram.Self(sandbox.Folder.Path)));
        Console.WriteLine(Texts.SandboxStops);
        await sandbox.WaitForShutdown(stopping);
        return 0;
    }
}
