using BotOps.Composition;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
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
            await using var app = await TerminalHost.Open(sandbox, stopping);
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
        var meant = CommandParser.Parse(line);
        if (meant is FormWanted form) throw new UserError(Texts.Missing(form.Missing), tryInstead: command.Example);

        var reason = meant switch { ReleaseInput input => input.Reason, RollbackInput input => input.Reason, _ => null };
        return Do(new Typing(new ChatEvent(ChatEventKind.Command, user.Name, Place, Text: line), command.Name, words, yes, reason, meant), stopping);
    }

    /// <param name="words">The button's action and value, and the words that it asks for, if any.</param>
    public Task<int> Press(string[] words, bool yes, CancellationToken stopping) => words is [var action, var value, .. { Length: <= 1 } input]
        ? Do(new Typing(new ChatEvent(ChatEventKind.Press, user.Name, Place, Action: action, Value: value, Input: input.FirstOrDefault()), "press", words, yes, input.FirstOrDefault()), stopping)
        : throw new UserError(Texts.VerbWords("press"));

    /// <param name="Reason">Given again where what was typed is asked again.</param>
    sealed record Typing(ChatEvent Event, string Verb, string[] Words, bool Yes, string? Reason, ParsedCommand? Meant = null)
    {
        public bool IsAskedAgain(Button button) => button.Action == (Event.Action ?? Verb) || button.Confirm is not null;
    }

    Place Place => new(OsUser.Platform, user.Machine, user.Name);

    async Task<int> Do(Typing typed, CancellationToken stopping)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        var roles = scope.ServiceProvider.GetRequiredService<Roles>();
        var person = await user.Person(db, stopping) ?? throw new UserError(Texts.UnknownOsUser($"{user}", user.Name, await roles.Admins(stopping)));
        using var speech = Languages.Speak(person.Language);
        scope.ServiceProvider.GetRequiredService<Audit>().Source = $"{user}";

        var reply = await Handle(scope.ServiceProvider, typed.Event, person, stopping);
        var text = new TerminalText(Console.Out, program, services.GetRequiredService<WorkerOptions>().PublicUrl, person.Handle);
        if (reply is { Buttons: [{ } only] } && typed.IsAskedAgain(only))
        {
            text.Write(reply with { Buttons = null, TryInstead = null });
            if (!typed.Yes)
            {
                await Console.Error.WriteLineAsync(TerminalText.Clean(Texts.SayYes(TypedVerbs.Again(program, typed.Verb, typed.Words))));
                return Refused;
            }
            reply = await Handle(scope.ServiceProvider, typed.Event with { Kind = ChatEventKind.Press, Action = only.Action, Value = only.Value, Input = typed.Reason }, person, stopping);
        }
        if (reply is not null) text.Write(reply);
        await new TerminalStory(scope.ServiceProvider, db, text).Tell(answered: reply is not null, typed.Meant, stopping);
        return Done;
    }

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
}
