using System.Text.Json;
using System.Text.Json.Nodes;
using BotOps.Adapters.Chat.Slack.Api;
using BotOps.Adapters.Chat.Slack.Blocks;
using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>
/// Modals (docs.slack.dev/surfaces/modals). A trigger opens one within three seconds, so an empty one is opened first and filled when
/// BotOps knows with what. What was filled in becomes an event like a typed command or a press.
/// </summary>
sealed class SlackWindows(SlackOptions options, SlackApi api, IInbox inbox, SlackResponses responses, IServiceScopeFactory scopes, ILogger<SlackWindows> logger)
{
    /// <summary>The action of a button that opens a form again with what was filled in.</summary>
    public const string FormAgain = "form";

    /// <summary>Fields offer something within the three seconds that Slack waits, or nothing.</summary>
    static readonly TimeSpan SuggestionLimit = TimeSpan.FromSeconds(2.5);

    static readonly Look Bare = new(_ => null, _ => null);

    /// <param name="response">Where the person is told that no window could be opened.</param>
    public void Open(string trigger, string? response, string user, Place place, FormWanted form) => _ = Guarded(
        form.Command, response, Texts.Slack.NoWindow(ExampleOf(form.Command)), () => Fill(trigger, user, new WindowState(place.Channel, place.Root, form.Command, form.Known)));

    /// <summary>The words that a press needs, or a form once more.</summary>
    public void Open(string trigger, string? response, string user, Place place, PressValue press) => _ = Guarded(press.A, response, Texts.Slack.NoWindowForPress, () =>
        press.A == FormAgain && WindowState.Read(press.V) is { } again
            ? Fill(trigger, user, again with { Channel = place.Channel, Root = place.Root })
            : Views("views.open", ("trigger_id", trigger), DrawForm.AskWords(
                press.Label ?? press.A, press.Ask ?? "", press.Label ?? press.A, new WindowState(place.Channel, place.Root, Press: press with { Ask = null }).ToString())));

    public async Task<Ack> Submit(JsonElement payload, CancellationToken stopping)
    {
        if (payload.At("view") is not { } view || WindowState.Read(view.Text("private_metadata")) is not { } state) return Ack.Taken;

        var filled = Filled(view);
        var block = filled.Keys.FirstOrDefault() ?? view.At("blocks")?.Items().Select(b => b.Text("block_id")).FirstOrDefault(b => b is not null) ?? "";
        var place = options.Place(state.Channel) with { Root = state.Root };
        var user = payload.Text("user", "id") ?? "";
        ChatEvent happened;
        if (state.Press is { } press)
        {
            happened = new ChatEvent(ChatEventKind.Press, user, place, Action: press.A, Value: press.V, Input: filled.Values.FirstOrDefault());
        }
        else
        {
            var values = state.With(filled);
            if (Wrong(state.Command!, values) is var (field, error)) return Ack.Errors(filled.ContainsKey(field) || HasBlock(view, field) ? field : block, error);
            happened = new ChatEvent(ChatEventKind.Form, user, place, Action: state.Command, Filled: values);
        }
        return await inbox.Accept(SlackOptions.Platform, options.Team, $"view/{view.Text("id")}/{payload.Text("trigger_id") ?? payload.Text("view", "hash")}", happened, stopping)
            ? Ack.Taken
            : Ack.Errors(block, Texts.Slack.PressNotAccepted);
    }

    public async Task<Ack> Suggest(JsonElement payload, CancellationToken stopping)
    {
        var typed = (payload.Text("value") ?? "").Trim();
        List<FieldChoice> offered = [];
        if (payload.At("view") is { } view && WindowState.Read(view.Text("private_metadata")) is { Command: { } command } state && payload.Text("block_id") is { } field)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            limit.CancelAfter(SuggestionLimit);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                offered.AddRange(await scope.ServiceProvider.GetRequiredService<OpenForm>().Choices(
                    options.Account(payload.Text("user", "id") ?? ""), command, state.With(Filled(view)), field, typed, limit.Token));
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                logger.LogWarning("{Field} of {Command} offers nothing: {Error}", field, command, error.Message); // it can be typed all the same
            }
        }
        if (offered.TrueForAll(c => c.Value != typed)) offered.Insert(0, new FieldChoice(typed, typed));
        return new Ack(200, new JsonObject { ["options"] = new JsonArray([.. offered.Where(DrawField.MayBeOption).Take(Limits.Options).Select(DrawField.Option)]) });
    }

    async Task Fill(string trigger, string user, WindowState state)
    {
        var title = state.Command!;
        var opened = await Views("views.open", ("trigger_id", trigger), DrawForm.Loading(title));
        var id = opened.Text("view", "id") ?? "";
        JsonObject view;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            using var limit = new CancellationTokenSource(options.Limit);
            var form = await scope.ServiceProvider.GetRequiredService<OpenForm>().For(options.Account(user), title, state.Known, limit.Token);
            view = DrawForm.Modal(title, form, (state with { Kept = form.Kept }).ToString());
        }
        catch (UserError error)
        {
            view = DrawForm.Said(title, DrawMessage.Of(new Reply(error.Message), Bare));
        }
        catch (Exception error)
        {
            logger.LogWarning(error, "The form of {Command} could not be filled", title);
            view = DrawForm.Said(title, DrawMessage.Of(new Reply(Texts.Slack.NoWindow(ExampleOf(title))), Bare));
        }
        await Views("views.update", ("view_id", id), view);
    }

    Task<JsonElement> Views(string method, (string Name, object? Value) which, JsonObject view) => api.Bot(method, [which, ("view", view)], CancellationToken.None);

    static string ExampleOf(string command) => CommandTable.Find(command)!.Example;

    async Task Guarded(string what, string? response, string otherwise, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error)
        {
            logger.LogWarning("The window of {What} could not be opened: {Error}", what, error.Message);
            responses.Say(response, otherwise);
        }
    }

    /// <summary>What is wrong before anything is asked of the database: the field and what to do.</summary>
    static (string Field, string Error)? Wrong(string command, IReadOnlyDictionary<string, string> values)
    {
        try
        {
            return FilledForm.Read(command, values) is FormWanted { Missing: [var missing, ..] } ? (missing, Texts.Missing([missing])) : null;
        }
        catch (UserError error)
        {
            return (values.FirstOrDefault(v => error.AtFault is { Length: > 0 } fault && v.Value.Contains(fault, StringComparison.Ordinal)).Key ?? "", error.Message);
        }
    }

    static bool HasBlock(JsonElement view, string name) => view.At("blocks")?.Items().Any(b => b.Text("block_id") == name) == true;

    static Dictionary<string, string> Filled(JsonElement view) =>
        new(DrawForm.ReadState(view.At("state") is { } state ? JsonNode.Parse(state.GetRawText()) : null));
}
