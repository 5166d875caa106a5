using System.Globalization;
using BotOps.Composition;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using BotOps.Core.Sources;

namespace BotOps.Verbs;

/// <summary>
/// One command of one user of the operating system, run here as a worker runs what comes from a chat: the same person, rules,
/// transaction and audit. What it starts is done by the workers.
/// </summary>
sealed class Terminal(IServiceProvider services, OsUser user, string program)
{
    const int Done = 0;
    const int Failed = 1;
    const int Refused = 2;

    /// <param name="sandbox">The folder of a sandbox whose database it is; null: the configured one.</param>
    public static async Task<int> Open(string? sandbox, Func<Terminal, Task<int>> act, CancellationToken stopping)
    {
        var program = TerminalProgram.Name(sandbox);
        try
        {
            await using var app = TerminalHost.Build(sandbox);
            await ServeVerb.RequireMigrated(app.Services, stopping);
            if (await app.Services.MakeFirstAdmin(stopping) is { } made) await Console.Error.WriteLineAsync(Texts.FirstAdminMade(made));
            return await act(new Terminal(app.Services, OsUser.Current(), program));
        }
        catch (UserError error)
        {
            await Console.Error.WriteLineAsync(TerminalText.Clean(error.Message));
            if (error.TryInstead is { } line) await Console.Error.WriteLineAsync(TerminalText.Clean(Texts.TryLine(ShellWords.FromLine(line, program))));
            return Refused;
        }
        catch (Exception error) when (Retry.IsTransient(error))
        {
            await Console.Error.WriteLineAsync(Texts.TerminalBrokeOff(error.GetBaseException().Message, program));
            return Failed;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{error}\n{Texts.TerminalFailed(program)}");
            return Failed;
        }
    }

    public Task<int> Run(CommandSpec command, string[] words, bool yes, CancellationToken stopping)
    {
        var line = ShellWords.ToLine(command, words);
        if (CommandParser.Parse(line) is FormWanted form) throw new UserError(Texts.Missing(form.Missing), tryInstead: command.Example);
        return Do(new ChatEvent(ChatEventKind.Command, user.Name, Place, Text: line), command.Name, yes, stopping);
    }

    /// <param name="words">The button's action and value, and the words that it asks for, if any.</param>
    public Task<int> Press(string[] words, bool yes, CancellationToken stopping) => words is [var action, var value, .. { Length: <= 1 } input]
        ? Do(new ChatEvent(ChatEventKind.Press, user.Name, Place, Action: action, Value: value, Input: input.FirstOrDefault()), action, yes, stopping)
        : throw new UserError(Texts.VerbWords("press"));

    Place Place => new(OsUser.Platform, user.Machine, user.Name);

    async Task<int> Do(ChatEvent typed, string what, bool yes, CancellationToken stopping)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        var roles = scope.ServiceProvider.GetRequiredService<Roles>();
        var person = await user.Person(db, stopping) ?? throw new UserError(Texts.UnknownOsUser($"{user}", user.Name, await roles.Admins(stopping)));
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(person.Language);
        scope.ServiceProvider.GetRequiredService<Audit>().Source = $"{user}";

        var reply = await Handle(scope.ServiceProvider, typed, person, stopping);
        var text = new TerminalText(Console.Out, program, services.GetRequiredService<WorkerOptions>().PublicUrl, person.Handle);
        if (reply is { Buttons: [{ } only] } && (only.Action == what || only.Confirm is not null))
        {
            text.Write(reply with { Buttons = null });
            if (!yes)
            {
                await Console.Error.WriteLineAsync(Texts.SayYes(TypedVerbs.LineOf(only with { Confirm = only.Confirm ?? Again }, program)));
                return Refused;
            }
            reply = await Handle(scope.ServiceProvider, typed with { Kind = ChatEventKind.Press, Action = only.Action, Value = only.Value }, person, stopping);
        }
        if (reply is not null) text.Write(reply);
        await Tell(scope.ServiceProvider, db, text, reply is not null, stopping);
        return Done;
    }

    static readonly Confirm Again = new("", "", []);

    static async Task<Reply?> Handle(IServiceProvider scope, ChatEvent typed, Person person, CancellationToken stopping)
    {
        try
        {
            return typed.Kind == ChatEventKind.Press
                ? await scope.GetRequiredService<PressButton>().Handle(typed, person, stopping)
                : await scope.GetRequiredService<RunCommand>().Handle(typed, person, stopping);
        }
        catch (SourceError error)
        {
            throw new UserError(Texts.SourceRefused(error.Message));
        }
    }

    /// <summary>What the audit notes of it, the releases as they are now, and whether anybody will go on with them.</summary>
    async Task Tell(IServiceProvider scope, BotOpsDb db, TerminalText text, bool answered, CancellationToken stopping)
    {
        var noted = db.ChangeTracker.Entries<AuditEntry>().Select(e => e.Entity).OrderBy(e => e.Id).ToList();
        if (!answered) text.Write(noted);
        if (noted.Count == 0) return;

        var moving = false;
        foreach (var id in noted.Select(n => n.Subject).Distinct().Where(s => s.StartsWith('#')).Select(s => long.Parse(s[1..], CultureInfo.InvariantCulture)))
        {
            text.Write(await scope.GetRequiredService<ReleaseCards>().Of(id, stopping));
            moving |= (await db.Read(id, stopping)).Release.State is { } state && !state.Ended() && state is not (ReleaseState.AwaitingApproval or ReleaseState.Paused or ReleaseState.AwaitingDecision);
        }
        if (moving && services.GetRequiredService<Workers>().Missing() is { Count: > 0 }) Console.WriteLine(Texts.NobodyWorks);
    }
}
